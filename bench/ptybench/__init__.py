"""ptybench: measure a terminal program from outside, as a person on SSH experiences it.

    python -m bench.ptybench run|exec|screen|selftest

Nothing inside the program is instrumented. Bytes are stamped as they are read from the pseudo-terminal; the screen is
rebuilt from those stamps afterwards, so the emulator does not compete with the program while a key is timed. Latencies
are those of the pty on this machine; an emulated link can delay and pace both directions, as a slow SSH line does.

    keys      key scripts as the bytes a terminal sends         profile   what to start, type and expect (TOML)
    terminal  what a terminal answers to a program's queries    strokes   the script typed, key by key or on a clock
    replay    the screen, rebuilt from recorded output          measure   one run: start, type, idle, quit
    process   CPU and memory of a process tree; environment     report    medians, ratios, the table
    link      a program in a pty behind a link                  command   a command that needs no keyboard
    options   the command line, and the conditions of a run     selftest  programs whose right answer is known

Only processes started here, and their descendants, are ever ended. Needs Linux and Python 3.11 or newer; all modes but
`exec` need pyte (in the project's test extra).
"""
