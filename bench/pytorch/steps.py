#!/usr/bin/env python3
"""Steps of the same network in plain PyTorch, for `./earlyview bench training`.

usage: steps.py FOLDER THREADS

FOLDER holds network.json (layers, head, how a step is taken) and float32 files: values (all parameters in the order of
the layers), frames, targets. Answers the line "ready VERSION THREADS", then each line "N" on standard input with "MILLIS LOSS":
the mean time of N steps (forward, backward, clipping, Adam) and the loss of the first. An empty line ends it.
"""
import json
import sys
import time
from pathlib import Path

import numpy
import torch
from torch import nn


class CentreCrop(nn.Module):
    def __init__(self, rows, columns):
        super().__init__()
        self.rows, self.columns = rows, columns

    def forward(self, x):
        top, left = (x.shape[2] - self.rows) // 2, (x.shape[3] - self.columns) // 2
        return x[:, :, top : top + self.rows, left : left + self.columns]


class MirrorViews(nn.Module):
    def __init__(self, views):
        super().__init__()
        self.views = views

    def forward(self, x):
        return torch.stack([x[:, v].flip(2) if v in self.views else x[:, v] for v in range(x.shape[1])], 1)


class GaussianSmoothing(nn.Module):
    def __init__(self, kernel, channels):
        super().__init__()
        side = int(round((len(kernel) // channels) ** 0.5))
        self.register_buffer("kernel", torch.tensor(kernel).reshape(channels, 1, side, side))
        self.padding, self.channels = side // 2, channels

    def forward(self, x):
        return nn.functional.conv2d(x, self.kernel, padding=self.padding, groups=self.channels)


class CountNormalisation(nn.Module):
    def __init__(self, per_view):
        super().__init__()
        self.axes = (2, 3) if per_view else (1, 2, 3)

    def forward(self, x):
        return x / x.mean(self.axes, keepdim=True).clamp(min=1e-6)


class SquareRoot(nn.Module):
    def __init__(self, offset):
        super().__init__()
        self.offset = offset

    def forward(self, x):
        return (x.clamp(min=0) + self.offset).sqrt()


class Standardisation(nn.Module):
    def __init__(self, means, deviations):
        super().__init__()
        self.register_buffer("means", torch.tensor(means).reshape(1, -1, 1, 1))
        self.register_buffer("deviations", torch.tensor(deviations).reshape(1, -1, 1, 1))

    def forward(self, x):
        return (x - self.means) / self.deviations


class GreyStandardisation(nn.Module):
    def __init__(self, per_channel):
        super().__init__()
        self.from_axis = 2 if per_channel else 1

    def forward(self, x):
        axes = tuple(range(self.from_axis, x.dim()))
        centred = x - x.mean(axes, keepdim=True)
        return centred / (centred.square().mean(axes, keepdim=True) + 1e-3).sqrt()


class AsVolume(nn.Module):
    def forward(self, x):
        return x.unsqueeze(1)


class GlobalAveragePool(nn.Module):
    def forward(self, x):
        return x.flatten(2).mean(2)


class Residual(nn.Module):
    def __init__(self, body, shortcut):
        super().__init__()
        self.body, self.shortcut = body, shortcut

    def forward(self, x):
        return self.body(x) + self.shortcut(x)


class ViewSet(nn.Module):
    """Each view with the cosine and sine of its angle through one encoder; the mean of what comes out."""

    def __init__(self, directions, encoder):
        super().__init__()
        self.register_buffer("directions", torch.tensor(directions).reshape(1, -1, 2, 1, 1))
        self.encoder = encoder

    def forward(self, x):
        count, views, rows, columns = x.shape
        told = torch.cat([x.unsqueeze(2), self.directions.expand(count, views, 2, rows, columns)], 2)
        return self.encoder(told.reshape(count * views, 3, rows, columns)).reshape(count, views, -1).mean(1)


def module(layer, channels, volume):
    """The module of a layer; `channels` and `volume` say what comes in."""
    kind = layer["kind"]
    if kind == "Convolution":
        made = nn.Conv3d if volume else nn.Conv2d
        return made(channels, layer["filters"], layer["kernel"], layer["stride"], layer["padding"], bias=layer["bias"])
    if kind == "BatchNorm":
        if layer["features"]:
            return nn.BatchNorm1d(channels)
        return (nn.BatchNorm3d if volume else nn.BatchNorm2d)(channels)
    if kind == "Relu":
        return nn.ReLU()
    if kind == "MaxPool":
        return (nn.MaxPool3d if volume else nn.MaxPool2d)(layer["size"])
    if kind == "AveragePool":
        return (nn.AvgPool3d if volume else nn.AvgPool2d)(layer["size"])
    if kind == "GlobalAveragePool":
        return GlobalAveragePool()
    if kind == "Residual":
        return Residual(
            sequence(layer["body"], channels, volume)[0], sequence(layer["shortcut"], channels, volume)[0]
        )
    if kind == "ViewSet":
        return ViewSet(layer["directions"], sequence(layer["encoder"], 3, False)[0])
    if kind == "Flatten":
        return nn.Flatten()
    if kind == "Dense":
        return nn.Linear(layer["inputs"], layer["units"])
    if kind == "Dropout":
        return nn.Dropout(layer["rate"])
    if kind == "CountNormalisation":
        return CountNormalisation(layer["perView"])
    if kind == "SquareRoot":
        return SquareRoot(layer["offset"])
    if kind == "GaussianSmoothing":
        return GaussianSmoothing(layer["kernel"], channels)
    if kind == "Standardisation":
        return Standardisation(layer["means"], layer["deviations"])
    if kind == "GreyStandardisation":
        return GreyStandardisation(layer["perChannel"])
    if kind == "AsVolume":
        return AsVolume()
    if kind == "CentreCrop":
        return CentreCrop(layer["rows"], layer["columns"])
    if kind == "MirrorViews":
        return MirrorViews(layer["views"])
    raise SystemExit(f"steps.py knows no layer {kind}")


def sequence(layers, channels, volume):
    modules = []
    for layer in layers:
        modules.append(module(layer, channels, volume))
        channels = layer["channelsOut"]
        volume = volume or layer["kind"] == "AsVolume"
    return nn.Sequential(*modules), channels


def parameters(root):
    """All values in the order in which EarlyView lists them."""
    for child in root.modules():
        if isinstance(child, (nn.Conv2d, nn.Conv3d, nn.Linear)):
            yield child.weight
            if child.bias is not None:
                yield child.bias
        elif isinstance(child, (nn.BatchNorm1d, nn.BatchNorm2d, nn.BatchNorm3d)):
            yield child.weight
            yield child.bias
            yield child.running_mean
            yield child.running_var


def loss_of(head):
    if head == "OneLogit":
        return lambda outputs, wanted: nn.functional.binary_cross_entropy_with_logits(outputs[:, 0], wanted)
    if head in ("TwoLogits", "ClassLogits"):
        return lambda outputs, wanted: nn.functional.cross_entropy(outputs, wanted.long())
    if head == "RawClassScores":
        return lambda outputs, wanted: nn.functional.nll_loss(outputs, wanted.long())
    return lambda outputs, wanted: nn.functional.mse_loss(outputs[:, 0], wanted)


def main(folder, threads):
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    description = json.loads((folder / "network.json").read_text())
    network, _ = sequence(description["layers"], description["frames"], False)
    values = torch.from_numpy(numpy.fromfile(folder / "values", numpy.float32))
    at = 0
    with torch.no_grad():
        for parameter in parameters(network):
            count = parameter.numel()
            parameter.copy_(values[at : at + count].reshape(parameter.shape))
            at += count
    if at != values.numel():
        raise SystemExit(f"the network has {at} values, the file {values.numel()}")
    shape = (-1, description["frames"], description["rows"], description["columns"])
    frames = numpy.fromfile(folder / "frames", numpy.float32).reshape(shape)
    targets = torch.from_numpy(numpy.fromfile(folder / "targets", numpy.float32))
    decayed = [p for p in network.parameters() if p.dim() > 1]
    plain = [p for p in network.parameters() if p.dim() <= 1]
    groups = [{"params": decayed, "weight_decay": description["weightDecay"]}, {"params": plain, "weight_decay": 0.0}]
    optimiser = torch.optim.AdamW(groups, lr=description["learningRate"])
    loss = loss_of(description["head"])
    network.train()
    print(f"ready {torch.__version__} {torch.get_num_threads()}", flush=True)
    for line in sys.stdin:
        if not line.strip():
            break
        steps = int(line)
        first = float("nan")
        begun = time.perf_counter()
        for step in range(steps):
            optimiser.zero_grad()
            # As in EarlyView a step begins with an array of the program, which is copied for the library.
            value = loss(network(torch.from_numpy(frames.copy())), targets)
            value.backward()
            nn.utils.clip_grad_norm_(network.parameters(), description["clipNorm"])
            optimiser.step()
            number = value.item()
            first = number if step == 0 else first
        print((time.perf_counter() - begun) * 1000 / steps, first, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
