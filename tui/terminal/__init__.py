"""The terminal adapter: the only room that uses Textual's private names, and the base class of the application."""
