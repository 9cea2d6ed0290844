"""What proves: signatures with SSH keys and files of evidence, for the command line and the application alike."""
