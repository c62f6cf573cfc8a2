"""Sampling, neighbours and gathering for sets of points.

Points are (batch, points, 3), features (batch, points, channels), indices int64. Distances are
computed in float32, operation by operation in one order, so that the numba kernels of the CPU and
the PyTorch code of every other device give the same indices.
"""

from backend.models.point_ops.gathering import gather as gather
from backend.models.point_ops.gathering import group as group
from backend.models.point_ops.gathering import interpolate as interpolate
from backend.models.point_ops.neighbors import Neighbors as Neighbors
from backend.models.point_ops.neighbors import ball_query as ball_query
from backend.models.point_ops.neighbors import knn as knn
from backend.models.point_ops.sampling import farthest_point_sample as farthest_point_sample
