"""What a detector tells apart, and how large each class is on average."""

from dataclasses import dataclass

from backend.types import Vector


@dataclass(frozen=True)
class DetectionClasses:
    names: tuple[str, ...]
    mean_sizes: tuple[Vector, ...]
    """Full edge lengths per class, metres: the templates that predicted sizes refine."""

    def __post_init__(self) -> None:
        if len(self.names) != len(self.mean_sizes) or not self.names:
            raise ValueError(
                f"wanted one mean size for each of the classes, got {len(self.names)} names and "
                f"{len(self.mean_sizes)} sizes"
            )
        if any(edge <= 0 for size in self.mean_sizes for edge in size):
            raise ValueError("wanted mean sizes above zero, in metres")

    def __len__(self) -> int:
        return len(self.names)


SCANNET = DetectionClasses(
    names=(
        "cabinet", "bed", "chair", "sofa", "table", "door", "window", "bookshelf", "picture",
        "counter", "desk", "curtain", "refrigerator", "shower curtain", "toilet", "sink",
        "bathtub", "garbage bin",
    ),
    mean_sizes=(
        (0.770, 0.812, 0.926), (1.877, 1.843, 1.193), (0.613, 0.615, 0.718),
        (1.396, 1.512, 0.834), (0.979, 1.068, 0.633), (0.532, 0.596, 1.750),
        (0.962, 0.725, 1.148), (0.832, 1.049, 1.688), (0.211, 0.421, 0.537),
        (1.444, 1.897, 0.270), (1.029, 1.404, 0.876), (1.377, 0.655, 1.681),
        (0.665, 0.711, 1.299), (0.420, 0.379, 1.751), (0.594, 0.591, 0.739),
        (0.509, 0.507, 0.301), (1.151, 1.055, 0.497), (0.475, 0.492, 0.580),
    ),
)  # fmt: skip
"""VoteNet's 18 classes of ScanNet; its garbage bin is nyu40's other furniture."""

SCANREFER = DetectionClasses(
    names=(*SCANNET.names[:17], "others"),
    mean_sizes=(
        (0.775, 0.949, 0.965), (1.869, 1.832, 1.192), (0.612, 0.619, 0.705),
        (1.441, 1.605, 0.837), (1.048, 1.202, 0.635), (0.561, 0.608, 1.720),
        (1.079, 0.820, 1.169), (0.842, 1.350, 1.690), (0.231, 0.476, 0.566),
        (1.455, 1.971, 0.286), (1.079, 1.537, 0.865), (1.431, 0.769, 1.650),
        (0.630, 0.709, 1.314), (0.439, 0.416, 1.700), (0.585, 0.579, 0.720),
        (0.512, 0.510, 0.313), (1.173, 1.060, 0.518), (0.433, 0.519, 0.484),
    ),
)  # fmt: skip
"""ScanRefer's and ScanQA's 18 classes: everything else but wall, floor and ceiling is others."""

SCANNET_AND_OTHERS = DetectionClasses(
    names=(*SCANNET.names, "others"), mean_sizes=(*SCANNET.mean_sizes, SCANREFER.mean_sizes[17])
)
"""VoteNet's classes and everything else, so that questions can be about anything."""

SUNRGBD = DetectionClasses(
    names=(
        "bed", "table", "sofa", "chair", "toilet", "desk", "dresser", "night stand", "bookshelf",
        "bathtub",
    ),
    mean_sizes=(
        (2.114, 1.620, 0.927), (0.791, 1.280, 0.718), (0.924, 1.867, 0.845),
        (0.592, 0.553, 0.827), (0.699, 0.454, 0.756), (0.695, 1.346, 0.736),
        (0.529, 1.003, 1.173), (0.501, 0.632, 0.683), (0.405, 1.071, 1.689),
        (0.766, 1.398, 0.473),
    ),
)  # fmt: skip
"""VoteNet's 10 classes of SUN RGB-D."""
