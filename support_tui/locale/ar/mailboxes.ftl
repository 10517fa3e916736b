# ما جرى للصناديق كما يرويه السجل.

event-mailbox-made = إنشاء الصندوق { $name }
event-mailbox-changed = تعديل الصندوق { $name }
event-mailbox-setting-changed = تعديل { $field } في الصندوق { $name }
event-mailbox-secret = { $is_set ->
    [yes] ضبط { $kind } للصندوق { $name }
   *[no] إزالة { $kind } للصندوق { $name }
}
mailbox-secret-kind = { $kind ->
    [imap_password] كلمة مرور IMAP
    [smtp_password] كلمة مرور SMTP
    [oauth_refresh_token] رمز OAuth
   *[oauth_client_secret] سر عميل OAuth
}
