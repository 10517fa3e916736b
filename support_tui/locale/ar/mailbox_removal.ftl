# إزالة صندوق.

mailboxes-remove = إزالة الصندوق { $name }؟
mailboxes-remove-into = { $n ->
    [zero] لا شيء في { $name }. إلى أين يذهب ما قد يصل؟
    [one] في { $name } محادثة واحدة. إلى أين تذهب؟
    [two] في { $name } محادثتان. إلى أين تذهبان؟
    [few] في { $name } { $n } محادثات. إلى أين تذهب؟
    [many] في { $name } { $n } محادثة. إلى أين تذهب؟
   *[other] في { $name } { $n } محادثة. إلى أين تذهب؟
}
mailboxes-remove-moved = { $n ->
    [one] تنتقل محادثته إلى { $into } ويُرد عليها من هناك.
    [zero] لا محادثات تنتقل إلى { $into }.
    [two] تنتقل محادثتاه إلى { $into } ويُرد عليهما من هناك.
    [few] تنتقل محادثاته ({ $n }) إلى { $into } ويُرد عليها من هناك.
    [many] تنتقل محادثاته ({ $n }) إلى { $into } ويُرد عليها من هناك.
   *[other] تنتقل محادثاته ({ $n }) إلى { $into } ويُرد عليها من هناك.
}
mailboxes-remove-addresses = لن يُستلم بعد ذلك بريد { $addresses } إلا إذا كان العنوان لصندوق آخر.
mailboxes-remove-secrets = ‏{ $kinds }: تُنسى نهائيًا حتى لو عاد الصندوق.
mailboxes-emptying = يجري إفراغ { $name }…
mailboxes-removed = أُزيل { $name }. ‏z يعيده.
