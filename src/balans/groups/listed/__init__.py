"""Groups that anybody may find, and registering for one."""
