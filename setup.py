"""Put the content into the wheel, beside the code; leave the tests of the rooms out."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent


class BuildWithContent(build_py):
    """Build the package, with `content/` as `balans/content`."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            package = Path(self.build_lib) / "balans"
            shutil.rmtree(package / "content", ignore_errors=True)
            shutil.copytree(ROOT / "content", package / "content")
            for tests in [*package.rglob("tests")]:
                shutil.rmtree(tests)


setup(cmdclass={"build_py": BuildWithContent})
