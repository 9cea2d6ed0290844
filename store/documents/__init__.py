"""A plan as the documents of a TinyDB database: the codec, its bytes, its ids and its schema steps."""
