"""What a reader's process may ask of the system: no connection, no other program, no child.

A filter in the kernel (seccomp) refuses these calls with *not permitted*, whatever a file made a
library do; it cannot be lifted again. Only Linux has it. Elsewhere the guard and the readers,
none of which fetches anything, stand alone.
"""

import ctypes
import errno
import platform
import struct
import sys
from dataclasses import dataclass

_PR_SET_SECCOMP = 22
_PR_SET_NO_NEW_PRIVS = 38
_SECCOMP_MODE_FILTER = 2
_ALLOW = 0x7FFF0000
_REFUSE = 0x00050000 | errno.EPERM

_LOAD = 0x20
_JUMP_IF_EQUAL = 0x15
_JUMP_IF_AT_LEAST = 0x35
_RETURN = 0x06
_NUMBER_AT = 0
_MACHINE_AT = 4
_OTHER_CALLS = 0x40000000
"""From here on the numbers are those of a second set of calls (x32), which nobody needs."""

_STEP = struct.Struct("HBBI")


@dataclass(frozen=True)
class _Machine:
    """How the kernel calls a machine, and the numbers that calls have on it."""

    name: int
    refused: tuple[int, ...]


_MACHINES = {
    "x86_64": _Machine(
        0xC000003E,
        # socket connect accept bind listen clone fork vfork execve ptrace unshare
        # process_vm_readv process_vm_writev accept4 execveat io_uring_setup clone3
        (41, 42, 43, 49, 50, 56, 57, 58, 59, 101, 272, 310, 311, 288, 322, 425, 435),
    ),
    "aarch64": _Machine(
        0xC00000B7,
        # socket connect accept bind listen clone execve ptrace unshare
        # process_vm_readv process_vm_writev accept4 execveat io_uring_setup clone3
        (198, 203, 202, 200, 201, 220, 221, 117, 97, 270, 271, 242, 281, 425, 435),
    ),
}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_void_p))


def seal() -> bool:
    """Refuse this process all that a reader has no use for; tell whether the system knows how."""
    machine = _MACHINES.get(platform.machine())
    if sys.platform != "linux" or machine is None:
        return False
    steps = _steps(machine)
    kept = ctypes.create_string_buffer(steps, len(steps))
    program = _Program(len(steps) // _STEP.size, ctypes.addressof(kept))
    control = ctypes.CDLL(None, use_errno=True).prctl
    if control(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return False
    failed = control(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0)
    return not failed


def _steps(machine: _Machine) -> bytes:
    """Return the filter: another machine or a refused number goes to the last step but one."""
    count = len(machine.refused)
    steps = [
        (_LOAD, 0, 0, _MACHINE_AT),
        (_JUMP_IF_EQUAL, 0, count + 3, machine.name),
        (_LOAD, 0, 0, _NUMBER_AT),
        (_JUMP_IF_AT_LEAST, count + 1, 0, _OTHER_CALLS),
        *(
            (_JUMP_IF_EQUAL, count - place, 0, number)
            for place, number in enumerate(machine.refused)
        ),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    return b"".join(_STEP.pack(*step) for step in steps)
