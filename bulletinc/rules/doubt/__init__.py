"""Lines whose reading was near to another one."""
