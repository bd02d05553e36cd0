"""The commands: a module each, named as the command, which it holds in ``command``. There is no list to edit."""
