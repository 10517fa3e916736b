# A filter over every queue.

cmd-view-everywhere = Look everywhere for this filter
why-no-filter = There is no filter to look for: type one first.
why-everywhere-already = This is looked for everywhere already.
inbox-empty-everywhere = { $key } looks for it everywhere, in closed ones too.
