"""Published rows about people, each as the members that its labels say it is about."""
