"""The recogniser of the ``rapidocr`` wheel as something that can learn, and back: ONNX -> PyTorch -> ONNX.

The file keeps its graph, its names and its alphabet; only the numbers in it change.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import helper, numpy_helper
from onnx2torch import convert


class Learner:
    """The network without its last soft maximum; ``net`` takes lines x 3 x 48 x width and gives logits a step."""

    def __init__(self, path: Path) -> None:
        """Load the model; raises what ONNX raises if it is none."""
        self._model = onnx.load(path)
        padded = _with_plain_padding(self._model)
        self.alphabet = ["", *_metadata(padded)["character"].splitlines(), " "]
        self.net = convert(padded)
        _make_learnable(self.net)
        _without_last_softmax(self.net)
        self.net.eval()  # the few normalisations that are left keep the means of the large training
        self._origins = self._find_origins()

    def save(self, weights: dict[str, torch.Tensor], path: Path) -> None:
        """Write the model with these weights, rounded to half precision and stored so, to half the size.

        The runtime turns them back into single precision once, when it loads the file.
        """
        model = onnx.ModelProto()
        model.CopyFrom(self._model)
        learnt = {origin: weights[name].numpy() for name, origin in self._origins.items()}
        casts = []
        for stored in model.graph.initializer:
            value = numpy_helper.to_array(stored)
            if stored.name in learnt:
                value = learnt[stored.name].reshape(value.shape)
            if value.dtype != np.float32 or value.size < 64:
                continue
            plain = stored.name
            stored.CopyFrom(numpy_helper.from_array(value.astype(np.float16), f"{plain}.half"))
            casts.append(helper.make_node("Cast", [stored.name], [plain], to=onnx.TensorProto.FLOAT))
        nodes = [*casts, *model.graph.node]
        del model.graph.node[:]
        model.graph.node.extend(nodes)
        onnx.checker.check_model(model)
        path.parent.mkdir(parents=True, exist_ok=True)
        onnx.save(model, path)

    def _find_origins(self) -> dict[str, str]:
        """Return for each weight the name under which the file has it: the one with the same numbers."""
        free = {item.name: numpy_helper.to_array(item) for item in self._model.graph.initializer}
        origins = {}
        for name, weight in self.net.named_parameters():
            numbers = weight.detach().numpy()
            origin = next(key for key, value in free.items() if _same(value, numbers))
            origins[name] = origin
            del free[origin]
        return origins


def _same(one: NDArray[np.generic], other: NDArray[np.generic]) -> bool:
    return one.size == other.size and one.dtype == other.dtype and bool((one.ravel() == other.ravel()).all())


def _metadata(model: onnx.ModelProto) -> dict[str, str]:
    return {item.key: item.value for item in model.metadata_props}


def _with_plain_padding(model: onnx.ModelProto) -> onnx.ModelProto:
    """Return the model with padding of its own wherever it says SAME_UPPER, which the converter does not know.

    All of these look at 2 x 2 pixels in steps of one: one row below and one column on the right.
    """
    plain = onnx.ModelProto()
    plain.CopyFrom(model)
    sides = "small_print.sides"
    plain.graph.initializer.append(numpy_helper.from_array(np.array([0, 0, 0, 0, 0, 0, 1, 1], np.int64), sides))
    nodes = []
    for node in plain.graph.node:
        for attribute in [item for item in node.attribute if item.name == "auto_pad"]:
            node.attribute.remove(attribute)
            if attribute.s == b"SAME_UPPER":
                padded = f"{node.input[0]}.{node.name}"
                nodes.append(helper.make_node("Pad", [node.input[0], sides], [padded], name=f"Pad.{node.name}"))
                node.input[0] = padded
        nodes.append(node)
    del plain.graph.node[:]
    plain.graph.node.extend(nodes)
    return plain


def _make_learnable(net: torch.nn.Module) -> None:
    """Make weights of the numbers that the converter took for constants: matrices and biases of linear layers."""
    for module in net.modules():
        for name, value in list(module.named_buffers(recurse=False)):
            if value.is_floating_point() and value.numel() > 1 and "running" not in name:
                delattr(module, name)
                module.register_parameter(name, torch.nn.Parameter(value.clone()))


def _without_last_softmax(net: torch.fx.GraphModule) -> None:
    last = [node for node in net.graph.nodes if node.op == "call_module" and "Softmax" in str(node.target)][-1]
    last.replace_all_uses_with(last.args[0])
    net.graph.erase_node(last)
    net.recompile()
