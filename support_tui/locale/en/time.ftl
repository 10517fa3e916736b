# Ages, times and sizes.
age-now = now
age-minutes = { $n }m
age-hours = { $n }h
age-days = { $n }d
age-weeks = { $n }w
age-years = { $n }y
ago-minutes = { $n ->
    [one] { $n } minute ago
   *[other] { $n } minutes ago
 }
ago-hours = { $n ->
    [one] { $n } hour ago
   *[other] { $n } hours ago
 }
ago-days = { $n ->
    [one] { $n } day ago
   *[other] { $n } days ago
 }
ago-weeks = { $n ->
    [one] { $n } week ago
   *[other] { $n } weeks ago
 }
ago-years = { $n ->
    [one] { $n } year ago
   *[other] { $n } years ago
 }
in-minutes = { $n ->
    [one] in { $n } minute
   *[other] in { $n } minutes
 }
in-hours = { $n ->
    [one] in { $n } hour
   *[other] in { $n } hours
 }
in-days = { $n ->
    [one] in { $n } day
   *[other] in { $n } days
 }
in-weeks = { $n ->
    [one] in { $n } week
   *[other] in { $n } weeks
 }
in-years = { $n ->
    [one] in { $n } year
   *[other] in { $n } years
 }
ago-now = just now
span-minutes = { $n } min
span-hours = { $n } h
span-days = { $n } d
span-weeks = { $n } wk
span-years = { $n } y
size-bytes = { $amount } B
size-kb = { $amount } kB
size-mb = { $amount } MB
size-gb = { $amount } GB
weekday-1 = Monday
weekday-short-1 = Mon
weekday-2 = Tuesday
weekday-short-2 = Tue
weekday-3 = Wednesday
weekday-short-3 = Wed
weekday-4 = Thursday
weekday-short-4 = Thu
weekday-5 = Friday
weekday-short-5 = Fri
weekday-6 = Saturday
weekday-short-6 = Sat
weekday-7 = Sunday
weekday-short-7 = Sun
month-1 = January
month-short-1 = Jan
month-2 = February
month-short-2 = Feb
month-3 = March
month-short-3 = Mar
month-4 = April
month-short-4 = Apr
month-5 = May
month-short-5 = May
month-6 = June
month-short-6 = Jun
month-7 = July
month-short-7 = Jul
month-8 = August
month-short-8 = Aug
month-9 = September
month-short-9 = Sep
month-10 = October
month-short-10 = Oct
month-11 = November
month-short-11 = Nov
month-12 = December
month-short-12 = Dec
moment-weekday = { $weekday } { $clock }
moment-day = { $day } { $month } { $clock }
moment-year = { $day } { $month } { $year }
moment-full = { $weekday } { $day } { $month } { $year }, { $clock }
day-today = Today
day-yesterday = Yesterday
day-this-year = { $weekday } { $day } { $month }
day-other-year = { $weekday } { $day } { $month } { $year }
