"""What `scrapy NAME` runs, a module a command: each reads its arguments and settings and leaves the work to a room.

Scrapy imports this package first of all that is newsportal's, whatever the command is, its own ones included.
"""

from newsportal import collector, messages, standard_streams

# All of Scrapy, through which each collection of a start would go.
collector.settle()
standard_streams.secure()
messages.teach_libraries()
