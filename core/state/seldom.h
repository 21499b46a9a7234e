// As std::optional, for what is there seldom: a pointer's size while it is not there. A value: a copy has its own.
#pragma once

#include <memory>
#include <optional>
#include <utility>

namespace sayso {

template <class T>
class Seldom {
 public:
  Seldom() = default;
  Seldom(std::nullopt_t) {}
  Seldom(T value) : value_(std::make_unique<T>(std::move(value))) {}
  Seldom(const Seldom& other) : value_(other.value_ ? std::make_unique<T>(*other.value_) : nullptr) {}
  Seldom(Seldom&&) noexcept = default;
  Seldom& operator=(const Seldom& other) {
    if (this != &other) value_ = other.value_ ? std::make_unique<T>(*other.value_) : nullptr;
    return *this;
  }
  Seldom& operator=(Seldom&&) noexcept = default;

  explicit operator bool() const { return value_ != nullptr; }

  // Precondition: it is there.
  T& operator*() { return *value_; }
  const T& operator*() const { return *value_; }
  T* operator->() { return value_.get(); }
  const T* operator->() const { return value_.get(); }

  bool operator==(const Seldom& other) const {
    return value_ && other.value_ ? *value_ == *other.value_ : value_ == other.value_;
  }
  bool operator==(std::nullopt_t) const { return !value_; }

 private:
  std::unique_ptr<T> value_;
};

}  // namespace sayso
