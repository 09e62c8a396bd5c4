# Written by ralf tofu; the next call replaces this file.

# Endpoint and token: PROXMOX_VE_ENDPOINT and PROXMOX_VE_API_TOKEN in the environment.
provider "proxmox" {}

resource "proxmox_virtual_environment_container" "service" {
  node_name     = var.node_name
  pool_id       = var.pool_id
  vm_id         = var.vm_id
  description   = var.description
  tags          = var.tags
  unprivileged  = var.unprivileged
  started       = true
  start_on_boot = var.start_on_boot

  features {
    nesting = var.nesting
  }

  cpu {
    cores = var.cores
  }

  memory {
    dedicated = var.memory_mib
    swap      = var.swap_mib
  }

  disk {
    datastore_id = var.rootfs_storage
    size         = var.rootfs_gib
  }

  network_interface {
    name        = "eth0"
    bridge      = var.bridge
    mac_address = var.mac_address
  }

  initialization {
    hostname = var.hostname

    dns {
      domain  = var.search_domain
      servers = [var.nameserver]
    }

    ip_config {
      ipv4 {
        address = var.address
        gateway = var.gateway
      }
    }
  }

  operating_system {
    template_file_id = var.template_file_id
    type             = var.os_type
  }

  # A database lives here: no change may replace the container unasked.
  lifecycle {
    prevent_destroy = true
  }
}
