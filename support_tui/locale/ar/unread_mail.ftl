# بريد تعذّرت قراءته، كله أو بعضه.

mail-problem-unreadable = تعذّرت قراءته
mail-problem-answer-refused = جواب وكيل بالبريد لم يُؤخذ
mail-problem-too-large = كبير جدًا، أُخذت ترويساته وحدها
mail-problem-same-id = يحمل معرّف رسالة أخرى بكلمات أو ملفات أخرى
mail-asked = تجري القراءة…
mail-read = { $count ->
    [zero] قُرئ كل البريد.
    [one] قُرئت الرسالة.
    [two] قُرئت رسالتان.
    [few] قُرئت { $count } رسائل.
    [many] قُرئت { $count } رسالة.
   *[other] قُرئت { $count } رسالة.
 }
mail-still-unread = { $unread ->
    [zero] لم يبق ما تعذّرت قراءته.
    [one] ما زالت رسالة تتعذّر قراءتها.
    [two] ما زالت رسالتان تتعذّر قراءتهما.
    [few] ما زالت { $unread } رسائل تتعذّر قراءتها.
    [many] ما زالت { $unread } رسالة تتعذّر قراءتها.
   *[other] ما زالت { $unread } رسالة تتعذّر قراءتها.
 }
mail-unreachable = الخادم لا يجيب؛ لم تُعد قراءة البريد.
cmd-mail-read-again = إعادة قراءة البريد الذي تعذّرت قراءته
also-mail-read-again = الحجر، إعادة المحاولة، تالف
