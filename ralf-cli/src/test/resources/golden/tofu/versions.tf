# Written by ralf tofu; the next call replaces this file.

terraform {
  required_version = ">= 1.6.0"

  required_providers {
    proxmox = {
      source  = "bpg/proxmox"
      version = ">= 0.81.0, < 1.0.0"
    }
  }
}
