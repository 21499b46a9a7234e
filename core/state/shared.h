// A value that many hold and nobody changes: copies share it. ==, and conversion from T, are those of the value. Copies
// may be used on different threads.
#pragma once

#include <memory>
#include <utility>

namespace sayso {

template <class T>
class Shared {
 public:
  Shared() : value_(std::make_shared<const T>()) {}
  Shared(T value) : value_(std::make_shared<const T>(std::move(value))) {}
  // Precondition: not null.
  Shared(std::shared_ptr<const T> value) : value_(std::move(value)) {}

  const T& operator*() const { return *value_; }
  const T* operator->() const { return value_.get(); }
  const std::shared_ptr<const T>& share() const { return value_; }

  // This holder's value becomes what `change(T&)` makes of it; the others keep theirs.
  template <class Change>
  void change(Change&& change) {
    T next = *value_;
    std::forward<Change>(change)(next);
    value_ = std::make_shared<const T>(std::move(next));
  }

  bool operator==(const Shared& other) const { return value_ == other.value_ || *value_ == *other.value_; }

 private:
  std::shared_ptr<const T> value_;
};

}  // namespace sayso
