"""The decision record: put together from the rows, and published as exact bytes."""

from jury.services.record.assemble import assemble
from jury.services.record.publish import CORRECTED, FILE, publish_record

__all__ = ["CORRECTED", "FILE", "assemble", "publish_record"]
