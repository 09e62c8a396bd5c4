# Written by ralf tofu; the next call replaces this file.

variable "node_name" {
  description = "Node of the cluster"
  type        = string
}

variable "pool_id" {
  description = "Resource pool, if any"
  type        = string
  default     = null
}

variable "vm_id" {
  description = "CTID"
  type        = number
}

variable "hostname" {
  description = "Host name in the container"
  type        = string
}

variable "description" {
  description = "Purpose of the service"
  type        = string
}

variable "tags" {
  description = "Tags, sorted, lower case"
  type        = list(string)
}

variable "unprivileged" {
  description = "Whether root in the container is nobody on the node"
  type        = bool
}

variable "nesting" {
  description = "Whether systemd may make namespaces of its own"
  type        = bool
}

variable "start_on_boot" {
  description = "Whether it starts with the node"
  type        = bool
}

variable "cores" {
  description = "CPU cores"
  type        = number
}

variable "memory_mib" {
  description = "RAM in MiB"
  type        = number
}

variable "swap_mib" {
  description = "Swap in MiB"
  type        = number
}

variable "rootfs_storage" {
  description = "Storage of the root file system"
  type        = string
}

variable "rootfs_gib" {
  description = "Size of the root file system in GiB"
  type        = number
}

variable "bridge" {
  description = "Network bridge of the node"
  type        = string
}

variable "mac_address" {
  description = "Hardware address"
  type        = string
}

variable "address" {
  description = "Address with prefix length"
  type        = string
}

variable "gateway" {
  description = "Default gateway"
  type        = string
}

variable "nameserver" {
  description = "Name server"
  type        = string
}

variable "search_domain" {
  description = "DNS search domain"
  type        = string
}

variable "os_type" {
  description = "Distribution in the container"
  type        = string
}

variable "template_file_id" {
  description = "Volume of the template, STORAGE:vztmpl/FILE"
  type        = string
}
