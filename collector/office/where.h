// Conditions of a question about the index, with their values, and whose rows a visitor may see at all.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "office/accounts.h"
#include "store/sql.h"

namespace tirai::collector {

/// A WHERE clause and its values, in the order of $1, $2, …
struct Where {
  std::string text = "1 = 1";
  std::vector<SqlValue> values;
  void add(std::string_view condition, SqlValue value) {
    values.push_back(std::move(value));
    text.append(" AND ").append(condition).append(" $").append(std::to_string(values.size()));
  }
  /// None of them: nothing is.
  void add_one_of(std::string_view column, const std::vector<std::string>& names) {
    std::string places;
    for (const std::string& name : names) {
      values.emplace_back(name);
      places.append(places.empty() ? "$" : ", $").append(std::to_string(values.size()));
    }
    text += places.empty() ? std::string(" AND 1 = 0") : " AND " + std::string(column) + " IN (" + places + ")";
  }
};

/// A device's events by where its batches lie in the log: the index knows no devices.
inline void add_device(Where& where, const std::string& device_id) {
  where.values.emplace_back(device_id);
  where.text += " AND place IN (SELECT d.place FROM chain_head h JOIN batches b ON b.chain_uid = h.chain_uid JOIN event_index d ON d.place > b.log_index AND d.place <= b.log_index + b.count WHERE h.device_id = $" + std::to_string(where.values.size()) + ")";
}

/// INVARIANT: a supervisor's question is never without their teams; one without any sees nothing.
inline void add_teams(Where& where, const Visitor& visitor) {
  if (visitor.role == Role::kSupervisor) where.add_one_of("team", visitor.teams);
}

}  // namespace tirai::collector
