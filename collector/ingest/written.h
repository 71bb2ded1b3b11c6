// Waiting for the writer's thread without a thread of one's own. Boost's own threads go on; the answer is posted back to whoever asked.
#pragma once

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>
#include <memory>
#include <optional>

#include "ingest/writer.h"

namespace tirai::collector {

/// `begin` is given what to call with the answer, on any thread, once; or with nothing, when there will be none.
template <typename T, typename Begin>
boost::asio::awaitable<std::optional<Result<T>>> answered(Begin begin) {
  namespace net = boost::asio;
  const auto initiate = [](auto handler, Begin& started) {
    const auto shared = std::make_shared<decltype(handler)>(std::move(handler));
    const auto executor = net::get_associated_executor(*shared);
    started([shared, executor](std::optional<Result<T>> result) {
      net::post(executor, [shared, result = std::move(result)]() mutable { (*shared)(std::move(result)); });
    });
  };
  co_return co_await net::async_initiate<const net::use_awaitable_t<>, void(std::optional<Result<T>>)>(initiate, net::use_awaitable, std::ref(begin));
}

/// Hands a batch or a binding to the writer. Nothing: the queue is full.
template <typename T, typename Job>
boost::asio::awaitable<std::optional<Result<T>>> written(Writer& writer, Job job) {
  auto begin = [&writer, &job](auto resume) {
    if (!writer.submit(std::move(job), [resume](Result<T> result) { resume(std::move(result)); })) resume(std::nullopt);
  };
  co_return co_await answered<T>(std::move(begin));
}

/// The same with what is to be done with the store itself.
template <typename T>
boost::asio::awaitable<std::optional<Result<T>>> worked(Writer& writer, std::function<Result<T>(Store&)> work) {
  auto begin = [&writer, &work](auto resume) {
    if (!writer.submit([work = std::move(work), resume](Store& store) { resume(work(store)); })) resume(std::nullopt);
  };
  co_return co_await answered<T>(std::move(begin));
}

}  // namespace tirai::collector
