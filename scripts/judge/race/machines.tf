# Sixty machines, as race/machines.main.kts declares them.
terraform {
  required_providers {
    proxmox = { source = "bpg/proxmox" }
  }
}

variable "endpoint" { type = string }
variable "token" { type = string }
variable "changed" { default = false }

provider "proxmox" {
  endpoint  = var.endpoint
  api_token = var.token
}

resource "proxmox_virtual_environment_vm" "vm" {
  count           = 60
  node_name       = ["trinity", "neo", "niobe"][count.index % 3]
  vm_id           = 1000 + count.index
  name            = "vm-${count.index}"
  stop_on_destroy = true
  cpu {
    cores = var.changed && count.index == 7 ? 2 : 1
    type  = "x86-64-v2-AES"
  }
  memory {
    dedicated = 1024
  }
  disk {
    datastore_id = "ceph"
    interface    = "scsi0"
    size         = 8
  }
  network_device {
    bridge = "vmbr0"
  }
}
