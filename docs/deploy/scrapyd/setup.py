"""What `scrapyd-deploy` packs: settings and spiders of one's own. pip installs newsportal itself beside scrapyd."""

from setuptools import find_packages, setup

setup(name="portals", version="1.0", packages=find_packages(), entry_points={"scrapy": ["settings = portals.settings"]})
