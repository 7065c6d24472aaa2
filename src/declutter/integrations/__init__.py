"""declutter inside scrapers and on engines: Scrapy, Arrow, Spark, Ray Data, datatrove.

Each module needs its engine, and imports it when it is imported or used.
"""
