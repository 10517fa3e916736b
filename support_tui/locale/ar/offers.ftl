# معنى القيم التي يأخذها فعل: في الصدفات وخلف «:».

offer-who-me = أنت
offer-who-none = لا أحد
offer-mailbox = صندوق
offer-team = فريق
offer-tag-on = يضيفه
offer-tag-off = يزيله
offer-phrase-none = يوقظها الآن
