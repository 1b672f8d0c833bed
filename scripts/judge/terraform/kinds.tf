# One resource of every kind that Slipway and this provider both support, once as created and once as changed.
terraform {
  required_providers {
    proxmox = { source = "bpg/proxmox" }
  }
}

variable "endpoint" { type = string }
variable "token" { type = string }
variable "node" { type = string }
variable "image_url" { type = string }
variable "image_sha256" { type = string }
variable "upload" { type = string }
variable "changed" { default = false }
variable "ha_groups" { default = false }

locals {
  comment = var.changed ? "changed" : "created"
}

provider "proxmox" {
  endpoint  = var.endpoint
  api_token = var.token
}

resource "proxmox_virtual_environment_role" "one" {
  role_id    = "judge"
  privileges = var.changed ? ["VM.Audit", "VM.PowerMgmt"] : ["VM.Audit"]
}

resource "proxmox_virtual_environment_group" "one" {
  group_id = "judges"
  comment  = local.comment
}

resource "proxmox_virtual_environment_user" "one" {
  user_id    = "judge@pve"
  comment    = local.comment
  email      = "judge@example.com"
  first_name = var.changed ? "Jo" : "Joe"
  groups     = [proxmox_virtual_environment_group.one.group_id]
  # its grants are another resource, and it deletes those that are left before their role is gone
  depends_on = [proxmox_virtual_environment_role.one]
  lifecycle { ignore_changes = [acl] }
}

resource "proxmox_virtual_environment_user_token" "one" {
  user_id               = proxmox_virtual_environment_user.one.user_id
  token_name            = "ci"
  comment               = local.comment
  privileges_separation = !var.changed
}

resource "proxmox_virtual_environment_acl" "one" {
  user_id   = proxmox_virtual_environment_user.one.user_id
  role_id   = proxmox_virtual_environment_role.one.role_id
  path      = "/vms"
  propagate = var.changed
}

resource "proxmox_virtual_environment_pool" "one" {
  pool_id = "judged"
  comment = local.comment
}

resource "proxmox_virtual_environment_cluster_options" "one" {
  keyboard       = var.changed ? "de" : "en-us"
  max_workers    = var.changed ? 5 : 4
  migration_type = "secure"
  migration_cidr = "10.0.3.0/24"
  next_id        = { lower = 100, upper = var.changed ? 5000 : 9999 }
}

resource "proxmox_virtual_environment_download_file" "one" {
  content_type       = "import"
  datastore_id       = "local"
  node_name          = var.node
  url                = var.image_url
  file_name          = var.changed ? "judge-2.qcow2" : "judge.qcow2"
  checksum           = var.image_sha256
  checksum_algorithm = "sha256"
}

resource "proxmox_virtual_environment_file" "one" {
  content_type = "iso"
  datastore_id = "local"
  node_name    = var.node
  source_file {
    path      = var.upload
    file_name = var.changed ? "upload-2.iso" : "upload.iso"
  }
}

resource "proxmox_virtual_environment_network_linux_vlan" "one" {
  node_name = var.node
  name      = "eno2.5"
  comment   = local.comment
}

resource "proxmox_virtual_environment_network_linux_bridge" "one" {
  node_name  = var.node
  name       = "vmbr9"
  address    = var.changed ? "10.9.0.2/24" : "10.9.0.1/24"
  comment    = local.comment
  vlan_aware = true
  ports      = [proxmox_virtual_environment_network_linux_vlan.one.name]
}

resource "proxmox_virtual_environment_vm" "template" {
  node_name = var.node
  vm_id     = 9000
  name      = "golden"
  template  = true
  started   = false
  disk {
    datastore_id = "local"
    interface    = "scsi0"
    file_format  = "qcow2"
    size         = 2
  }
}

resource "proxmox_virtual_environment_vm" "clone" {
  node_name       = var.node
  vm_id           = 9002
  name            = "copied"
  started         = false
  stop_on_destroy = true
  description     = local.comment
  clone {
    vm_id = proxmox_virtual_environment_vm.template.vm_id
    full  = false
  }
}

resource "proxmox_virtual_environment_vm" "one" {
  node_name       = var.node
  vm_id           = 9001
  name            = var.changed ? "judged-2" : "judged"
  description     = local.comment
  tags            = var.changed ? ["a", "b"] : ["a"]
  pool_id         = proxmox_virtual_environment_pool.one.pool_id
  machine         = "q35"
  bios            = "ovmf"
  scsi_hardware   = "virtio-scsi-single"
  stop_on_destroy = true
  on_boot         = !var.changed
  cpu {
    cores = var.changed ? 2 : 1
    type  = "x86-64-v2-AES"
  }
  memory {
    dedicated = var.changed ? 1024 : 512
  }
  efi_disk {
    datastore_id = "local-lvm"
    type         = "4m"
  }
  disk {
    datastore_id = "local-lvm"
    interface    = "scsi0"
    size         = var.changed ? 12 : 10
    discard      = "on"
    iothread     = true
  }
  network_device {
    bridge   = "vmbr0"
    firewall = true
    vlan_id  = var.changed ? 4 : 3
  }
  operating_system { type = "l26" }
  serial_device {}
  startup { order = "3" }
}

resource "proxmox_virtual_environment_hagroup" "one" {
  count   = var.ha_groups ? 1 : 0
  group   = "judged"
  comment = local.comment
  nodes   = { (var.node) = var.changed ? 2 : 1 }
}

resource "proxmox_virtual_environment_haresource" "one" {
  resource_id = "vm:${proxmox_virtual_environment_vm.one.vm_id}"
  state       = "started"
  comment     = local.comment
  group       = var.ha_groups ? proxmox_virtual_environment_hagroup.one[0].group : null
}

resource "proxmox_virtual_environment_download_file" "image" {
  content_type = "import"
  datastore_id = "local"
  node_name    = var.node
  url          = var.image_url
  file_name    = "base.qcow2"
}

resource "proxmox_virtual_environment_vm" "imported" {
  node_name       = var.node
  vm_id           = 9003
  name            = "imported"
  stop_on_destroy = true
  disk {
    datastore_id = "local-lvm"
    interface    = "virtio0"
    import_from  = proxmox_virtual_environment_download_file.image.id
    size         = var.changed ? 6 : 5
  }
  disk {
    datastore_id = "local-lvm"
    interface    = "scsi1"
    size         = 1
    serial       = "data"
  }
}
