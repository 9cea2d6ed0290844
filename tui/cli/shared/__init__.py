"""What several verbs share: files, arguments, and the forms in which a status is printed."""
