# What waits to be sent, what is to leave later, and what came back.

queue-damaged = { $lines ->
    [one] A line of the queue on disk was damaged; the rest is being sent.
   *[other] { $lines } lines of the queue on disk were damaged; the rest is being sent.
} The damaged file is kept: { $path }
queue-not-kept = The queue on disk cannot be written ({ $reason }): what you do now would be lost with this console. { $path }
