"""E-mail: raw mail in, SMTP out. The rules (E…) are those of mail on the internet, kept by number."""
