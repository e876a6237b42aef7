"""How is an installation put together: settings, addresses, sign-in, server?"""
