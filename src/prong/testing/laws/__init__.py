"""The properties, by what they speak of: evidence, what modifies an element, standards, dates, forms."""
