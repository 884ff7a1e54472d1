"""Ways in: an address, a code, a passkey, a password, a sheet; the devices and the account."""
