# What was chosen live and is kept for the next start.

choice-kept = Chosen, also for the next start: { $path }
choice-not-kept = Chosen until you leave: { $path } could not be written ({ $reason }).
choice-outweighed = Chosen and written down, but { $variable } outweighs it at the next start.
