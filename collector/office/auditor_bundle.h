// All that `tirai audit` asks for, in parts: policies, devices and their keys, signed batches, what is sealed, the checkpoint with its cosignatures.
#pragma once

#include "office/office.h"

namespace tirai::collector {

/// A part of some 16 MiB from `from` on (Exported::next of the part before; 0: the first). Behind each other the parts are what Store::export_log() would write of
/// the moment at which the last one was made: what came meanwhile is in them.
[[nodiscard]] Result<Exported> bundle_part(Store& store, std::int64_t from);

}  // namespace tirai::collector
