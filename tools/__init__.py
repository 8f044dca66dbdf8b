"""What developers run beside Fengmi; nothing here is shipped or imported by it."""
