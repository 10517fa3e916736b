# الأعمار والأوقات والأحجام.
age-now = الآن
age-minutes = { $n } د
age-hours = { $n } س
age-days = { $n } ي
age-weeks = { $n } أ
age-years = { $n } ع
ago-minutes = { $n ->
    [zero] قبل { $n } دقيقة
    [one] قبل دقيقة
    [two] قبل دقيقتين
    [few] قبل { $n } دقائق
    [many] قبل { $n } دقيقة
   *[other] قبل { $n } دقيقة
 }
ago-hours = { $n ->
    [zero] قبل { $n } ساعة
    [one] قبل ساعة
    [two] قبل ساعتين
    [few] قبل { $n } ساعات
    [many] قبل { $n } ساعة
   *[other] قبل { $n } ساعة
 }
ago-days = { $n ->
    [zero] قبل { $n } يوم
    [one] قبل يوم
    [two] قبل يومين
    [few] قبل { $n } أيام
    [many] قبل { $n } يومًا
   *[other] قبل { $n } يوم
 }
ago-weeks = { $n ->
    [zero] قبل { $n } أسبوع
    [one] قبل أسبوع
    [two] قبل أسبوعين
    [few] قبل { $n } أسابيع
    [many] قبل { $n } أسبوعًا
   *[other] قبل { $n } أسبوع
 }
ago-years = { $n ->
    [zero] قبل { $n } سنة
    [one] قبل سنة
    [two] قبل سنتين
    [few] قبل { $n } سنوات
    [many] قبل { $n } سنة
   *[other] قبل { $n } سنة
 }
in-minutes = { $n ->
    [zero] بعد { $n } دقيقة
    [one] بعد دقيقة
    [two] بعد دقيقتين
    [few] بعد { $n } دقائق
    [many] بعد { $n } دقيقة
   *[other] بعد { $n } دقيقة
 }
in-hours = { $n ->
    [zero] بعد { $n } ساعة
    [one] بعد ساعة
    [two] بعد ساعتين
    [few] بعد { $n } ساعات
    [many] بعد { $n } ساعة
   *[other] بعد { $n } ساعة
 }
in-days = { $n ->
    [zero] بعد { $n } يوم
    [one] بعد يوم
    [two] بعد يومين
    [few] بعد { $n } أيام
    [many] بعد { $n } يومًا
   *[other] بعد { $n } يوم
 }
in-weeks = { $n ->
    [zero] بعد { $n } أسبوع
    [one] بعد أسبوع
    [two] بعد أسبوعين
    [few] بعد { $n } أسابيع
    [many] بعد { $n } أسبوعًا
   *[other] بعد { $n } أسبوع
 }
in-years = { $n ->
    [zero] بعد { $n } سنة
    [one] بعد سنة
    [two] بعد سنتين
    [few] بعد { $n } سنوات
    [many] بعد { $n } سنة
   *[other] بعد { $n } سنة
 }
ago-now = الآن
span-minutes = { $n } د
span-hours = { $n } س
span-days = { $n } ي
span-weeks = { $n } أسبوع
span-years = { $n } سنة
size-bytes = { $amount } بايت
size-kb = { $amount } ك.ب
size-mb = { $amount } م.ب
size-gb = { $amount } غ.ب
weekday-1 = الاثنين
weekday-short-1 = الاثنين
weekday-2 = الثلاثاء
weekday-short-2 = الثلاثاء
weekday-3 = الأربعاء
weekday-short-3 = الأربعاء
weekday-4 = الخميس
weekday-short-4 = الخميس
weekday-5 = الجمعة
weekday-short-5 = الجمعة
weekday-6 = السبت
weekday-short-6 = السبت
weekday-7 = الأحد
weekday-short-7 = الأحد
month-1 = يناير
month-short-1 = يناير
month-2 = فبراير
month-short-2 = فبراير
month-3 = مارس
month-short-3 = مارس
month-4 = أبريل
month-short-4 = أبريل
month-5 = مايو
month-short-5 = مايو
month-6 = يونيو
month-short-6 = يونيو
month-7 = يوليو
month-short-7 = يوليو
month-8 = أغسطس
month-short-8 = أغسطس
month-9 = سبتمبر
month-short-9 = سبتمبر
month-10 = أكتوبر
month-short-10 = أكتوبر
month-11 = نوفمبر
month-short-11 = نوفمبر
month-12 = ديسمبر
month-short-12 = ديسمبر
moment-weekday = { $weekday } { $clock }
moment-day = { $day } { $month } { $clock }
moment-year = { $day } { $month } { $year }
moment-full = { $weekday } { $day } { $month } { $year }، { $clock }
day-today = اليوم
day-yesterday = أمس
day-this-year = { $weekday } { $day } { $month }
day-other-year = { $weekday } { $day } { $month } { $year }
