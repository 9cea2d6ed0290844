"""What several verbs share: files, arguments, questions and output."""
