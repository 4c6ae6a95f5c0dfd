"""Run a Njia command in a process that the Linux kernel kills when it opens an internet socket.

    python kernel_guard.py report routes.csv --out folder

The guard is a seccomp filter. It needs no rights, holds native code as well as Python, and holds whatever
the process starts. Exit code of a killed process: minus SIGSYS.
"""

import ctypes
import os
import platform
import struct
import sys

SOCKET_CALL = {"x86_64": 41, "aarch64": 198}  # the number of socket(2)
INTERNET = (2, 10)  # AF_INET, AF_INET6
LOAD, JUMP_IF_EQUAL, RETURN = 0x20, 0x15, 0x06
CALL_NUMBER_AT, FIRST_ARGUMENT_AT = 0, 16  # in struct seccomp_data
ALLOW, KILL_PROCESS = 0x7FFF0000, 0x80000000
PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 2


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.c_char_p)]


def known_machine() -> bool:
    """Say whether the guard knows this machine's system calls."""
    return sys.platform == "linux" and platform.machine() in SOCKET_CALL


def install() -> None:
    """Put the filter on this process for good; OSError when the kernel refuses it."""
    steps = [
        (LOAD, 0, 0, CALL_NUMBER_AT),
        (JUMP_IF_EQUAL, 0, 4, SOCKET_CALL[platform.machine()]),  # another call: to ALLOW
        (LOAD, 0, 0, FIRST_ARGUMENT_AT),
        (JUMP_IF_EQUAL, 1, 0, INTERNET[0]),
        (JUMP_IF_EQUAL, 0, 1, INTERNET[1]),
        (RETURN, 0, 0, KILL_PROCESS),
        (RETURN, 0, 0, ALLOW),
    ]
    packed = b"".join(struct.pack("HBBI", *step) for step in steps)
    program = _Program(len(steps), packed)
    libc = ctypes.CDLL(None, use_errno=True)
    for call in (
        (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0),
        (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0),
    ):
        if libc.prctl(*call) != 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


if __name__ == "__main__":
    install()
    if sys.argv[1] == "--call":  # to show that the guard bites
        import socket

        socket.socket(socket.AF_INET)
    from njia.cli import main

    sys.exit(main(sys.argv[1:]))
