"""A child that is told to stop before it listens for it stops all the same."""

import signal
import subprocess
import sys

import pytest

BIRTH = """
import os, signal, sys, time
from balans.core import parents
signal.signal(signal.SIGTERM, lambda *_given: None)
if {calm}:
    parents.let_the_newborn_be_stopped()
child = os.fork()
if not child:
    time.sleep(2)
    os._exit(7)
os.kill(child, signal.SIGTERM)
_child, status = os.waitpid(child, 0)
os.kill(os.getpid(), signal.SIGTERM)
print(os.waitstatus_to_exitcode(status))
"""


@pytest.mark.once
@pytest.mark.parametrize(("calm", "ended"), [(True, -signal.SIGTERM), (False, 7)])
def test_a_newborn_is_stopped_and_its_parent_listens_as_before(calm, ended):
    program = [sys.executable, "-c", BIRTH.format(calm=calm)]
    done = subprocess.run(program, capture_output=True, text=True, check=True)
    assert int(done.stdout) == ended
