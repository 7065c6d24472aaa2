"""Story or not: the judgement of blocks, of a page and of a scraped text."""
