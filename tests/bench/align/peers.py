"""Aligns pairs with OpenCV's SIFT and MAGSAC: one line of JSON in (before, after), one out (after to before, seconds)."""

import json
import sys
import time

import cv2
import numpy as np

LONG_SIDE = 1024


def read(path):
    image = cv2.imread(path, cv2.IMREAD_COLOR)
    scale = LONG_SIDE / max(image.shape[:2])
    if scale < 1:
        image = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    else:
        scale = 1
    return cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), scale


def align(before, after):
    left, left_scale = read(before)
    right, right_scale = read(after)
    sift = cv2.SIFT_create(8000)
    left_points, left_rows = sift.detectAndCompute(left, None)
    right_points, right_rows = sift.detectAndCompute(right, None)
    if left_rows is None or right_rows is None:
        return None
    pairs = cv2.BFMatcher(cv2.NORM_L2).knnMatch(right_rows, left_rows, k=2)
    good = [p[0] for p in pairs if len(p) == 2 and p[0].distance < 0.8 * p[1].distance]
    if len(good) < 8:
        return None
    source = np.float32([right_points[m.queryIdx].pt for m in good]) + 0.5
    target = np.float32([left_points[m.trainIdx].pt for m in good]) + 0.5
    matrix, _ = cv2.findHomography(source, target, cv2.USAC_MAGSAC, 3.0, None, 10000, 0.999)
    if matrix is None:
        return None
    full = np.diag([1 / left_scale, 1 / left_scale, 1]) @ matrix @ np.diag([right_scale, right_scale, 1])
    return (full / full[2, 2]).reshape(-1).tolist()


for line in sys.stdin:
    pair = json.loads(line)
    start = time.perf_counter()
    matrix = align(pair["before"], pair["after"])
    print(json.dumps({"matrix": matrix, "seconds": time.perf_counter() - start}), flush=True)
