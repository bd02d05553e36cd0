"""Work that a watched process does for the desk: functions of a draft's text, without a server."""
