// The store that signs, opened: the log's key is at hand and the log is its own before anything is appended.
#pragma once

#include <optional>
#include <string>

#include "store/store.h"
#include "tirai/device.h"

namespace tirai::collector {

struct Writing {
  std::unique_ptr<Store> store;
  DeviceKey own_device;  ///< what the collector logs of itself is signed by
  std::string own_head;  ///< the end of its last chain
  std::string tenant_key;
  std::string log_vkey;
};
/// `log_key`: nothing is the one beside `db`, made when it is not there.
[[nodiscard]] Result<Writing> open_writing(const std::string& db, const std::optional<std::string>& log_key, OpenMode mode);

}  // namespace tirai::collector
