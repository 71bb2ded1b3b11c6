// The key that signs the log's checkpoints: a C2SP signer key in a file that only its owner reads.
#pragma once

#include <string>

#include "store/store.h"

namespace tirai::collector {

struct LogKey {
  std::string signing_key;
  std::string verifier_key;
  std::string origin;  ///< the key's name
};

/// Reads the key. `make`: a key that is not there is made (mode 0600), and its verifier key put beside it as <path without .key>.vkey.
[[nodiscard]] Result<LogKey> read_log_key(const std::string& path, bool make);
/// Beside the store's file.
[[nodiscard]] std::string default_log_key(const std::string& db);
[[nodiscard]] LogSigner signer_of(const LogKey& key);
/// The checkpoint of `store` is signed by this key when this returns a value. kBadValue: the log is another origin's.
[[nodiscard]] Result<Done> take_over_log(Store& store, const LogKey& key);

}  // namespace tirai::collector
