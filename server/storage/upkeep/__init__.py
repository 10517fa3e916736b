"""The data looked after as a whole: checked for contradictions, copied into an archive, made again of one."""
