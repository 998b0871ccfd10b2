"""The walk in PostgreSQL (psycopg 3, `newsportal[cluster]`): what crawls on several machines share."""
